using System.Security.Cryptography;
using Docker.DotNet;

namespace HomeLab.Docker;

/// <summary>Where an Engine answers, and what shows both sides that they are the right ones.</summary>
/// <param name="Endpoint"><c>unix:///var/run/docker.sock</c> or <c>tcp://host:2376</c>.</param>
/// <param name="Authority">PEM; null: no TLS.</param>
/// <param name="Certificate">The client's, PEM; goes with <paramref name="Key"/>. Null: none is shown.</param>
public sealed record EngineConnection(Uri Endpoint, string? Authority = null, string? Certificate = null, string? Key = null)
{
    /// <param name="timeout">Of each call but those that stream.</param>
    /// <exception cref="EngineException">What was given is no certificate and key.</exception>
    public DockerClient Open(TimeSpan timeout) =>
        new DockerClientConfiguration(Endpoint, Authority is null ? null : Credentials(Authority), timeout).CreateClient();

    public override string ToString() => Endpoint.ToString();

    EngineCredentials Credentials(string authority)
    {
        try
        {
            return EngineCredentials.Of(authority, Certificate, Key);
        }
        catch (CryptographicException exception)
        {
            throw new EngineException("SecretRefused", "a certificate or key of `tls` is not PEM, or they do not belong together", isTransient: false, isAnswered: true, exception);
        }
    }
}
