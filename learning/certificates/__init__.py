"""Certificates: eligibility, issuance, PDF, Open Badges, public verification.

models     `Award` (what an activity certifies), `Certificate`
issuance   `actions`: issue, revoke, reissue, renew; `eligibility`: who has earned one
"""
