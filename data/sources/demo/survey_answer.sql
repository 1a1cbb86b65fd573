SELECT
    feedback_no AS answer_id,
    interaction_no AS transaction_id,
    given_at AS answered_at,
    channel,
    service_code AS service_id,
    outlet_code AS location_id,
    lang AS language,
    client_kind AS customer_type,
    rating AS overall,
    rating_time AS timeliness,
    rating_knowledge AS knowledge,
    rating_courtesy AS courtesy,
    rating_fairness AS fairness,
    rating_outcome AS outcome,
    weight_millionths
FROM feedback
