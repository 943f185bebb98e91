namespace Docker.DotNet.Models;

public class ImagesListParameters
{
    [QueryParameter("all")]
    public bool? All { get; set; }

    [QueryParameter("digests")]
    public bool? Digests { get; set; }

    [QueryParameter("filters")]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}
