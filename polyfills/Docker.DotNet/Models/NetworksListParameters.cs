namespace Docker.DotNet.Models;

public class NetworksListParameters
{
    [QueryParameter("filters")]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}
