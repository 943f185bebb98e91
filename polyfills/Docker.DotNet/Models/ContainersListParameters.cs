namespace Docker.DotNet.Models;

public class ContainersListParameters
{
    [QueryParameter("all")]
    public bool? All { get; set; }

    [QueryParameter("before")]
    public string Before { get; set; }

    [QueryParameter("filters")]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }

    [QueryParameter("limit")]
    public long? Limit { get; set; }

    [QueryParameter("since")]
    public string Since { get; set; }

    [QueryParameter("size")]
    public bool? Size { get; set; }
}
