SELECT
    wave_code AS wave_id,
    answer_no AS respondent,
    closed_day AS closed_on,
    unit_code AS unit_id,
    tenure,
    says_commitment AS commitment,
    says_motivation AS motivation,
    says_organization AS organization,
    says_job AS job,
    says_pride AS pride,
    says_stay AS stay,
    says_recommend AS recommend
FROM staff_reply
