SELECT
    measure_code AS measure_id,
    quarter_from AS quarter_start,
    partner_code AS partner_id,
    service_code AS service_id,
    cases_met AS numerator,
    cases AS denominator,
    goal_millionths AS target_millionths
FROM agreement_result
