"""What waits for whom (待办事项), and reminders."""
