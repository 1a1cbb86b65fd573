SELECT
    place_code AS place_id,
    as_of AS on_date,
    district_code AS region_id,
    inhabitants AS people,
    metres_to_outlet AS distance_m
FROM inhabitants
