-- What ended at once, what is delivered later, and what a terminal sent wrongly until it is put right:
-- only the last two need a join, and they are few.
SELECT
    interaction_no AS transaction_id,
    kind,
    channel,
    service_code AS service_id,
    outlet_code AS location_id,
    lang AS language,
    client_key AS customer_key,
    client_kind AS customer_type,
    opened_at AS started_at,
    closed_at AS completed_at,
    promised_by AS due_at,
    outcome AS status,
    reason AS failure_reason,
    wait_s,
    handle_s AS serve_s,
    circumstance,
    covered AS guaranteed,
    assisted AS assisted_digital,
    fee_cents,
    opened_at AS recorded_at
FROM interaction
UNION ALL
SELECT
    a.interaction_no,
    a.kind,
    a.channel,
    a.service_code,
    a.outlet_code,
    a.lang,
    a.client_key,
    a.client_kind,
    a.opened_at,
    f.ended_at,
    a.promised_by,
    COALESCE(f.outcome, 'in_progress'),
    f.reason,
    a.wait_s,
    a.handle_s,
    a.circumstance,
    a.covered,
    a.assisted,
    a.fee_cents,
    COALESCE(f.ended_at, a.opened_at)
FROM application AS a
LEFT JOIN fulfilment AS f ON f.interaction_no = a.interaction_no
UNION ALL
SELECT
    e.interaction_no,
    e.kind,
    e.channel,
    e.service_code,
    e.outlet_code,
    e.lang,
    e.client_key,
    e.client_kind,
    e.opened_at,
    COALESCE(r.closed_at, e.closed_at),
    e.promised_by,
    e.outcome,
    e.reason,
    e.wait_s,
    e.handle_s,
    e.circumstance,
    e.covered,
    e.assisted,
    e.fee_cents,
    COALESCE(r.fixed_at, e.opened_at)
FROM clock_error AS e
LEFT JOIN clock_fix AS r ON r.interaction_no = e.interaction_no
