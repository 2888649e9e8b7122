"""The site's addresses with the gallery, which is otherwise there in development only."""

from django.urls import path

from lms import urls
from lms.views.gallery import gallery

urlpatterns = [path("galleri/", gallery, name="gallery"), *urls.urlpatterns]
