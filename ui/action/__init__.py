"""The dialogs in which an action is agreed, accepted, moved, returned, offered, closed."""
