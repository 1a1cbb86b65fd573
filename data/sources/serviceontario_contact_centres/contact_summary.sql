-- One row per queue group and month. The workbook writes some labels with two spaces; queues that its sheet Notes
-- calls renamed (Education, Energy, the mobile pilot that went into MCCSS) are one line over all the years.
WITH lines AS (
    SELECT * FROM (VALUES
        ('Access for Ontarians with Disabilities Act queues (English + French)', 'accessibility'),
        ('Adoption Information Disclosure Act queues (English + French)', 'adoption'),
        ('Basic Income (English + French)', 'basic_income'),
        ('Basic Income (English + French) DISCONTINUED', 'basic_income'),
        ('Business Information Referral queues (English + French)', 'business_information'),
        ('Driver and Vehicle Services queues (English + French)', 'driver_vehicle'),
        ('Employment Standards Act queues (English + French)', 'employment_standards'),
        ('Energy and Water Reporting and Benchmarking Queues (English + French)', 'energy_water_reporting'),
        ('General Inquiry queues (English + French)', 'general_inquiry'),
        ('Health Services queues (English + French)', 'health'),
        ('Ministry of Children, Community and Social Services Programs Queues (English + French)', 'social_services'),
        ('Ministry of Community and Social Services Mobile Pilot Queues (English + French)', 'social_services'),
        ('Ministry of Community and Social Services Mobile Pilot Queues (English + French) - See MCCSS Programs Queues', 'social_services'),
        ('Ministry of Education & Ministry of Colleges and Universities Public Inquiry queues (English + French)', 'education'),
        ('Ministry of Education & Ministry of Training, Colleges and Universities Public Inquiry queues (English + French)', 'education'),
        ('Ministry of Energy queues (English + French)', 'energy'),
        ('Ministry of Energy, Northern Development and Mines queues (English + French)', 'energy'),
        ('Ministry of Finance queues (English + French)', 'finance'),
        ('Personal Property Security Registrations and Searches Services queues (English + French)', 'personal_property'),
        ('Private Security and Investigative Services queues (English + French)', 'private_security'),
        ('Publications queues (English + French)', 'publications'),
        ('Responsive Feedback Mechanism queues (English + French)', 'responsive_feedback'),
        ('Small Business and Corporation queues (English + French)', 'small_business'),
        ('Transfer Payment Common Registration & Grants Ontario Queues (English + French)', 'transfer_payments'),
        ('Vital Statistics Registrations and Certificates Services queues (English + French)', 'vital_statistics')
    ) AS known(queue, line_id)
),
totals AS (
    SELECT
        TRIM(REPLACE(REPLACE("Queue Group/Line of Business", '  ', ' '), '  ', ' ')) AS queue,
        Year || '-' || CASE Month
            WHEN 'Jan' THEN '01' WHEN 'Feb' THEN '02' WHEN 'Mar' THEN '03' WHEN 'Apr' THEN '04'
            WHEN 'May' THEN '05' WHEN 'Jun' THEN '06' WHEN 'Jul' THEN '07' WHEN 'Aug' THEN '08'
            WHEN 'Sep' THEN '09' WHEN 'Oct' THEN '10' WHEN 'Nov' THEN '11' WHEN 'Dec' THEN '12'
            ELSE Month  -- refused by name
        END || '-01' AS month,
        "Calls Handled" AS handled,
        TRY_CAST("Calls Handled" AS DOUBLE) * TRY_CAST("Average Wait Time (minutes)" AS DOUBLE) * 60 AS wait_s
    FROM source
)
SELECT
    totals.month,
    'telephone' AS channel,
    totals.queue,
    lines.line_id,
    totals.handled,
    CAST(ROUND(totals.wait_s) AS BIGINT) AS wait_s
FROM totals
LEFT JOIN lines ON totals.queue = lines.queue
ORDER BY totals.queue, totals.month
