namespace Docker.DotNet;

/// <summary>Where the daemon is and how to reach it: <c>unix:</c>, <c>tcp:</c>, <c>http:</c> or <c>https:</c>.</summary>
public class DockerClientConfiguration : IDisposable
{
    static readonly Uri LocalEndpoint = new("unix:///var/run/docker.sock");

    public DockerClientConfiguration(
        Credentials credentials = null,
        TimeSpan defaultTimeout = default,
        TimeSpan namedPipeConnectTimeout = default,
        IReadOnlyDictionary<string, string> defaultHttpRequestHeaders = null)
        : this(LocalEndpoint, credentials, defaultTimeout, namedPipeConnectTimeout, defaultHttpRequestHeaders)
    {
    }

    public DockerClientConfiguration(
        Uri endpoint,
        Credentials credentials = null,
        TimeSpan defaultTimeout = default,
        TimeSpan namedPipeConnectTimeout = default,
        IReadOnlyDictionary<string, string> defaultHttpRequestHeaders = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (defaultTimeout < Timeout.InfiniteTimeSpan)
            throw new ArgumentException("The default timeout is negative.", nameof(defaultTimeout));

        EndpointBaseUri = endpoint;
        Credentials = credentials ?? new AnonymousCredentials();
        DefaultTimeout = defaultTimeout == default ? TimeSpan.FromSeconds(100) : defaultTimeout;
        NamedPipeConnectTimeout = namedPipeConnectTimeout == default ? TimeSpan.FromMilliseconds(100) : namedPipeConnectTimeout;
        DefaultHttpRequestHeaders = defaultHttpRequestHeaders ?? new Dictionary<string, string>();
    }

    public Uri EndpointBaseUri { get; }

    public Credentials Credentials { get; }

    public TimeSpan DefaultTimeout { get; }

    public TimeSpan NamedPipeConnectTimeout { get; }

    public IReadOnlyDictionary<string, string> DefaultHttpRequestHeaders { get; }

    public DockerClient CreateClient(Version requestedApiVersion = null) => new(this, requestedApiVersion);

    public void Dispose()
    {
        Credentials.Dispose();
        GC.SuppressFinalize(this);
    }
}
