-- One row per request. A request without a target has no standard, also where the city flags it as on time.
SELECT
    case_enquiry_id AS transaction_id,
    'transaction' AS kind,
    CASE source
        WHEN 'Constituent Call' THEN 'telephone'
        WHEN 'Self Service' THEN 'online'
        WHEN 'Citizens Connect App' THEN 'online'
        WHEN 'Twitter' THEN 'online'
        WHEN 'Employee Generated' THEN 'other'
        WHEN 'Maximo Integration' THEN 'other'
        ELSE source  -- a new source is an unknown channel, and its rows are refused by name
    END AS channel,
    type AS service_id,
    NULLIF(TRIM(neighborhood), '') AS location_id,
    open_dt AS started_at,
    closed_dt AS completed_at,
    target_dt AS due_at,
    CASE WHEN closed_dt IS NULL THEN 'in_progress' ELSE 'completed' END AS status
FROM source
