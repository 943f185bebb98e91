using System.Text.Json;
using k8s.Authentication;
using k8s.Autorest;
using k8s.Exceptions;

namespace k8s;

/// <summary>A client of one API server, over HTTP/2 where the server has it.</summary>
public class Kubernetes : AbstractKubernetes, IKubernetes
{
    readonly Transport _transport;
    readonly Credentials _credentials;

    public Kubernetes(KubernetesClientConfiguration config, params DelegatingHandler[] handlers)
    {
        if (config is null)
            throw new KubeConfigException("A client needs a configuration.");
        BaseUri = ServerOf(config);
        HttpClientTimeout = config.HttpClientTimeout;
        _credentials = Credentials.Of(config);
        _transport = new Transport(config, BaseUri, handlers);
    }

    public Uri BaseUri
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var address = value.AbsoluteUri;
            field = address.EndsWith('/') ? value : new Uri(address + "/");
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _transport.Dispose();
    }

    internal override async Task<HttpOperationResponse<T>> CallAsync<T>(ApiRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!request.Watch)
            limit.CancelAfter(HttpClientTimeout);

        var message = request.ToMessage(BaseUri, _transport.Version);
        await _credentials.AuthenticateAsync(message, limit.Token).ConfigureAwait(false);
        var response = await _transport.SendAsync(message, limit.Token).ConfigureAwait(false);
        var result = new HttpOperationResponse<T> { Request = message, Response = response };
        try
        {
            if (!response.IsSuccessStatusCode)
                throw await Failure.OfAsync(message, request.BodyText, response, limit.Token).ConfigureAwait(false);
            result.Body = request.Watch
                ? await WatchContent.BeginAsync<T>(response, limit.Token).ConfigureAwait(false)
                : await ReadAsync<T>(response, limit.Token).ConfigureAwait(false);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync<T>(body, KubernetesJson.Options, cancellationToken).ConfigureAwait(false);
    }

    static Uri ServerOf(KubernetesClientConfiguration config)
    {
        if (string.IsNullOrWhiteSpace(config.Host))
            throw new KubeConfigException("The configuration names no server.");
        return Uri.TryCreate(config.Host, UriKind.Absolute, out var server)
            ? server
            : throw new KubeConfigException($"'{config.Host}' is no address of a server.");
    }
}
