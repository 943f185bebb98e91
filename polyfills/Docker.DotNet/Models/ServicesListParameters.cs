namespace Docker.DotNet.Models;

public class ServicesListParameters
{
    [QueryParameter("filters")]
    public ServiceFilter Filters { get; set; }
}
