from areas.models.area import Area
from areas.models.role import AreaRole

__all__ = ["Area", "AreaRole"]
