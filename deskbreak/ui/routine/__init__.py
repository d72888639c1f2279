"""The routine window and its pages; and the small windows that show one exercise."""
