SELECT
    happening_code AS event_id,
    kind,
    starts AS starts_on,
    ends AS ends_on,
    channel,
    line_code AS line_id,
    new_base AS rebase,
    told_en AS text_en,
    told_fr AS text_fr
FROM happening
