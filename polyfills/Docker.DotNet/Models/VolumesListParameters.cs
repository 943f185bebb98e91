namespace Docker.DotNet.Models;

public class VolumesListParameters
{
    [QueryParameter("filters")]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}
