namespace HomeLab.Simulators.Tests.Clients;

/// <summary>A request as a client sent it and the answer that it got.</summary>
sealed record Exchange(string Method, string Path, string Authorization, string? Request, int Status, string Answer);
