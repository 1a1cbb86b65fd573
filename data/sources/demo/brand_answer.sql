SELECT
    wave_code AS wave_id,
    answer_no AS respondent,
    on_day AS answered_on,
    district_code AS region_id,
    age_band,
    lang AS language,
    weight_millionths,
    used_us AS is_user,
    named_first AS unaided_first,
    named AS unaided_any,
    recognised AS aided,
    first_place,
    trust,
    knows_online,
    knows_guarantee
FROM public_reply
