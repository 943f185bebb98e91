namespace Docker.DotNet.Models;

public class ContainerEventsParameters
{
    [QueryParameter("filters")]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }

    [QueryParameter("since")]
    public string Since { get; set; }

    [QueryParameter("until")]
    public string Until { get; set; }
}
