from supervision.models.adjustment import Adjustment
from supervision.models.attempt import Amendment, Assessment, Attempt
from supervision.models.sitting import Sitting

__all__ = ["Adjustment", "Amendment", "Assessment", "Attempt", "Sitting"]
