using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public sealed class ExternalServiceResource : Resource
{
    public ExternalServiceResource(string name, Uri uri) : base(name)
    {
        if (ExternalServiceUrl.Fault(uri) is { } fault) throw new ArgumentException(fault, nameof(uri));
        Uri = uri;
    }

    public ExternalServiceResource(string name, ParameterResource urlParameter) : base(name) => UrlParameter = urlParameter;

    public Uri? Uri { get; }

    public ParameterResource? UrlParameter { get; }
}
