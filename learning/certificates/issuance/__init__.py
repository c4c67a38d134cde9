"""Issuance: who has earned a certificate, issuing, revoking, replacing and renewing it, e-mails to its holder."""
