using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class CreateContainerParameters
{
    public CreateContainerParameters()
    {
    }

    public CreateContainerParameters(Config Config)
    {
        if (Config != null)
        {
            ArgsEscaped = Config.ArgsEscaped;
            AttachStderr = Config.AttachStderr;
            AttachStdin = Config.AttachStdin;
            AttachStdout = Config.AttachStdout;
            Cmd = Config.Cmd;
            Domainname = Config.Domainname;
            Entrypoint = Config.Entrypoint;
            Env = Config.Env;
            ExposedPorts = Config.ExposedPorts;
            Healthcheck = Config.Healthcheck;
            Hostname = Config.Hostname;
            Image = Config.Image;
            Labels = Config.Labels;
            MacAddress = Config.MacAddress;
            NetworkDisabled = Config.NetworkDisabled;
            OnBuild = Config.OnBuild;
            OpenStdin = Config.OpenStdin;
            Shell = Config.Shell;
            StdinOnce = Config.StdinOnce;
            StopSignal = Config.StopSignal;
            StopTimeout = Config.StopTimeout;
            Tty = Config.Tty;
            User = Config.User;
            Volumes = Config.Volumes;
            WorkingDir = Config.WorkingDir;
        }
    }

    public bool ArgsEscaped { get; set; }

    public bool AttachStderr { get; set; }

    public bool AttachStdin { get; set; }

    public bool AttachStdout { get; set; }

    public IList<string> Cmd { get; set; }

    public string Domainname { get; set; }

    public IList<string> Entrypoint { get; set; }

    public IList<string> Env { get; set; }

    public IDictionary<string, EmptyStruct> ExposedPorts { get; set; }

    public HealthConfig Healthcheck { get; set; }

    public HostConfig HostConfig { get; set; }

    public string Hostname { get; set; }

    public string Image { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public string MacAddress { get; set; }

    [QueryParameter("name")]
    public string Name { get; set; }

    public bool NetworkDisabled { get; set; }

    public NetworkingConfig NetworkingConfig { get; set; }

    public IList<string> OnBuild { get; set; }

    public bool OpenStdin { get; set; }

    [QueryParameter("platform")]
    public string Platform { get; set; }

    public IList<string> Shell { get; set; }

    public bool StdinOnce { get; set; }

    public string StopSignal { get; set; }

    [JsonConverter(typeof(TimeSpanSecondsConverter))]
    public TimeSpan? StopTimeout { get; set; }

    public bool Tty { get; set; }

    public string User { get; set; }

    public IDictionary<string, EmptyStruct> Volumes { get; set; }

    public string WorkingDir { get; set; }
}
