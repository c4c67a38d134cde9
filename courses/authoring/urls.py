from django.urls import path

from .views import deeds, gaps, outline

app_name = "authoring"
urlpatterns = [
    path("<int:pk>/outline/", outline.OutlineView.as_view(), name="outline"),
    path("<int:pk>/outline/move/<int:page>/", outline.MoveView.as_view(), name="move"),
    path("<int:pk>/preview/", outline.PreviewView.as_view(), name="preview"),
    path("<int:pk>/preview/<int:page>/", outline.PreviewView.as_view(), name="preview_of_page"),
    path("<int:pk>/gaps/", gaps.GapsView.as_view(), name="gaps"),
    path("<int:pk>/publish/", deeds.PublishView.as_view(), name="publish"),
    path("<int:pk>/submit/", deeds.SubmitView.as_view(), name="submit"),
    path("<int:pk>/approve/", deeds.ApproveView.as_view(), name="approve"),
    path("<int:pk>/copy/", deeds.CopyView.as_view(), name="copy"),
]
