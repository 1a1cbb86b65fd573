SELECT
    norm_code AS standard_id,
    service_code AS service_id,
    channel,
    since AS valid_from,
    measured_in AS measure,
    limit_value AS threshold,
    goal_millionths AS target_millionths,
    money_back AS is_guarantee,
    approval AS approval_ref,
    wording_en AS text_en,
    wording_fr AS text_fr
FROM norm
