"""Addresses of this room, under /meddelanden/."""

from django.urls import path

from messaging.views import demo, messages

app_name = "messaging"
urlpatterns = [
    path("", messages.message_list, name="list"),
    path("<int:pk>/", messages.message_detail, name="detail"),
    path("<int:pk>/skicka-igen/", messages.settle, {"verb": "retry"}, name="retry"),
    path("<int:pk>/stoppa/", messages.settle, {"verb": "cancel"}, name="cancel"),
    path("demo/", demo.mail_list, name="demo"),
    path("demo/<int:pk>/", demo.mail, name="demo_mail"),
    path("demo/<int:pk>/<str:name>", demo.file, name="demo_file"),
]
