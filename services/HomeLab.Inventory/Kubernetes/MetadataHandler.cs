using System.Net.Http.Headers;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>Asks for metadata alone where nothing else may be read, so that a Secret's values never cross the wire.</summary>
/// <remarks>https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables names the parameters of Accept.</remarks>
sealed class MetadataHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (WatchedTypes.IsMetadataAlone(request.RequestUri!.AbsolutePath))
        {
            var isWatch = request.RequestUri.Query.Contains("watch=true", StringComparison.Ordinal);
            request.Headers.Accept.Clear();
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(
                $"application/json;as=PartialObjectMetadata{(isWatch ? "" : "List")};g=meta.k8s.io;v=v1"));
        }
        return base.SendAsync(request, cancellationToken);
    }
}
