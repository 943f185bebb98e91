namespace Docker.DotNet.Models;

public class ContainerLogsParameters
{
    [QueryParameter("follow")]
    public bool? Follow { get; set; }

    [QueryParameter("stderr")]
    public bool? ShowStderr { get; set; }

    [QueryParameter("stdout")]
    public bool? ShowStdout { get; set; }

    [QueryParameter("since")]
    public string Since { get; set; }

    [QueryParameter("tail")]
    public string Tail { get; set; }

    [QueryParameter("timestamps")]
    public bool? Timestamps { get; set; }

    [QueryParameter("until")]
    public string Until { get; set; }
}
