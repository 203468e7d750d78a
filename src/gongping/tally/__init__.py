"""The narrow waist: counts per unit × form × rater group × question × option, on any engine."""
