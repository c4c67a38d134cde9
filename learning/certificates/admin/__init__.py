from .certificate import CertificateViewSet

__all__ = ["CertificateViewSet"]
