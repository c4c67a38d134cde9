from django.urls import path

from .views import actions as course_action_views
from .views import outline, publish_checks

app_name = "authoring"
urlpatterns = [
    path("<int:pk>/outline/", outline.OutlineView.as_view(), name="outline"),
    path("<int:pk>/outline/move/<int:page>/", outline.MoveView.as_view(), name="move"),
    path("<int:pk>/preview/", outline.PreviewView.as_view(), name="preview"),
    path("<int:pk>/preview/<int:page>/", outline.PreviewView.as_view(), name="preview_of_page"),
    path("<int:pk>/gaps/", publish_checks.PublishChecksView.as_view(), name="gaps"),
    path("<int:pk>/publish/", course_action_views.PublishView.as_view(), name="publish"),
    path("<int:pk>/submit/", course_action_views.SubmitView.as_view(), name="submit"),
    path("<int:pk>/approve/", course_action_views.ApproveView.as_view(), name="approve"),
    path("<int:pk>/copy/", course_action_views.CourseCopyView.as_view(), name="copy"),
]
