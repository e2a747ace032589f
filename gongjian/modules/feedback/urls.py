"""Addresses of complaints and suggestions: for everybody under /feedback/, for who answers under /work/feedback/."""

from django.urls import path

from gongjian.modules.feedback import views

app_name = "feedback"
urlpatterns = [
    path("feedback/", views.send_feedback, name="send_feedback"),
    path("feedback/look-up/", views.look_up, name="look_up"),
    path("feedback/mine/", views.mine, name="mine"),
    path("work/feedback/", views.feedback_list, name="feedback_list"),
    path("work/feedback/<uuid:pk>/", views.feedback, name="feedback"),
    path("work/feedback/<uuid:pk>/see/", views.see_feedback, name="see_feedback"),
    path("work/feedback/<uuid:pk>/acknowledge/", views.acknowledge_feedback, name="acknowledge_feedback"),
    path("work/feedback/<uuid:pk>/pass-on/", views.pass_on_feedback, name="pass_on_feedback"),
    path("work/feedback/<uuid:pk>/answer/", views.answer_feedback, name="answer_feedback"),
    path("work/feedback/<uuid:pk>/close/", views.close_without_answer, name="close_without_answer"),
]
