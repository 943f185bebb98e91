namespace Docker.DotNet.Models;

public class ImagesSearchParameters
{
    [QueryParameter("filters")]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }

    [QueryParameter("limit")]
    public long? Limit { get; set; }

    public AuthConfig RegistryAuth { get; set; }

    [QueryParameter("term")]
    public string Term { get; set; }
}
