namespace HomeLab.Registry;

/// <summary>One registry as it is reached.</summary>
public sealed class RegistrySettings
{
    /// <summary>As references name it: <c>docker.io</c>, <c>ghcr.io</c>, <c>nas.lan:5000</c>.</summary>
    public required string Host { get; init; }

    /// <summary>It is asked over HTTP. One on this machine's loopback addresses is so too, as Docker does.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>Asked each time that the registry wants a credential, so that a rotated one counts at once; null: there is none.</summary>
    public Func<CancellationToken, Task<RegistryCredential>>? Credential { get; init; }

    /// <summary>Until an answer begins, and until it has ended; default 30 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where its API is: Docker Hub's is at another host than its references say.</summary>
    public Uri Address => new($"{(IsPlain ? "http" : "https")}://{(Host == ImageReference.DockerHub ? "registry-1.docker.io" : Host)}/");

    internal bool IsPlain => IsInsecure || IsLoopback(Host);

    static bool IsLoopback(string host) => new Uri($"http://{host}/").IsLoopback;
}
