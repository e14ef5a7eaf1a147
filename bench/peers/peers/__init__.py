"""The same work on JAX, PyTorch and DeepXDE beside Poise."""
