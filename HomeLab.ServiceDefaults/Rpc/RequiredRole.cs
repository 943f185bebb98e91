namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>On an endpoint: the least role that may call it.</summary>
sealed record RequiredRole(Role Role);
