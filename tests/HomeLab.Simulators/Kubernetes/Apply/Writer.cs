namespace HomeLab.Simulators.Kubernetes.Apply;

/// <summary>Who writes, in whose name fields are owned from then on.</summary>
/// <param name="Subresource">Empty, or <c>status</c>.</param>
sealed record Writer(string Manager, string Subresource, string Time, bool Forces = false);
