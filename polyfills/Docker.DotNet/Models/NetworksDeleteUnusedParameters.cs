namespace Docker.DotNet.Models;

public class NetworksDeleteUnusedParameters
{
    [QueryParameter("filters")]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}
