-- `changed_at` moves when a complaint is acknowledged or answered, so that a later run reads it again.
SELECT
    g.grievance_no AS complaint_id,
    g.interaction_no AS transaction_id,
    g.received_at,
    g.channel,
    g.service_code AS service_id,
    g.outlet_code AS location_id,
    g.lang AS language,
    g.client_kind AS customer_type,
    g.cause AS category,
    g.acknowledge_by AS acknowledge_due_at,
    k.done_at AS acknowledged_at,
    g.answer_by AS answer_due_at,
    a.done_at AS answered_at,
    g.escalated,
    CASE
        WHEN a.done_at IS NULL THEN NULL
        WHEN g.cause = 'fee' THEN 'refund'
        WHEN g.cause = 'error' THEN 'correction'
        WHEN g.escalated OR g.cause IN ('staff', 'accessibility', 'language', 'privacy') THEN 'apology'
        ELSE 'explanation'
    END AS redress,
    COALESCE(a.done_at, k.done_at, g.received_at) AS changed_at
FROM grievance AS g
LEFT JOIN grievance_step AS k ON k.grievance_no = g.grievance_no AND k.step = 'acknowledged'
LEFT JOIN grievance_step AS a ON a.grievance_no = g.grievance_no AND a.step = 'answered'
