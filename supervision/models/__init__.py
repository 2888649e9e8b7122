from supervision.models.examination import ExaminationResult

__all__ = ["ExaminationResult"]
