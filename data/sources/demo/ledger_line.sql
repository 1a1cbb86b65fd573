SELECT
    posting_no AS ledger_id,
    on_day AS posted_on,
    kind,
    account,
    cost_centre,
    channel,
    line_code AS line_id,
    outlet_code AS location_id,
    cents AS amount_cents
FROM posting
