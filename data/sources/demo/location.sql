SELECT
    outlet_code AS location_id,
    label_en AS name_en,
    label_fr AS name_fr,
    district_code AS region_id,
    run_by_code AS operator_id,
    partner_code AS partner_id,
    lat_millionths AS latitude_millionths,
    lon_millionths AS longitude_millionths,
    desks,
    hours_a_week AS weekly_hours,
    bilingual,
    since AS opened_on,
    closed AS closed_on
FROM outlet
