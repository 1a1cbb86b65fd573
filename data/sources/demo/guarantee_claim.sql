SELECT
    claim_no AS claim_id,
    interaction_no AS transaction_id,
    claimed_at,
    channel,
    service_code AS service_id,
    days_late AS breach_days,
    decision,
    paid_cents AS amount_cents,
    CASE
        WHEN decision = 'refused' AND days_late <= 2 THEN 'customer'
        WHEN decision = 'refused' THEN 'address'
        WHEN decision = 'excluded' THEN 'disruption'
    END AS reason
FROM claim
