using System.CommandLine;
using System.CommandLine.Help;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands;

/// <summary>Options that every command takes: which fleet, and how to print.</summary>
sealed class CommonOptions
{
    const int LongestTimeout = 300;

    public Option<string> Output { get; } = new("--output", "-o")
    {
        Description = "table: fits the terminal; wide: nothing is cut; json: for scripts.",
        HelpName = "table|wide|json",
        Recursive = true,
        DefaultValueFactory = _ => "table",
    };

    public Option<string?> Fleet { get; } = new("--fleet")
    {
        Description = "Which of several fleets that run on this machine: its name, or a directory of its checkout.",
        HelpName = "name|directory",
        Recursive = true,
    };

    public Option<Uri?> Inventory { get; } = Address("inventory");

    public Option<Uri?> Dns { get; } = Address("dns");

    public Option<Uri?> Stacks { get; } = Address("stacks");

    public Option<Uri?> Backups { get; } = Address("backups");

    public Option<FileInfo?> Authority { get; } = new("--authority")
    {
        Description = "PEM file of the authority that signed the services' certificates, where the system does not know it.",
        HelpName = "file",
        Recursive = true,
    };

    public Option<int> Timeout { get; } = new Option<int>("--timeout")
    {
        Description = "How long each service may take to answer, in seconds.",
        HelpName = "seconds",
        Recursive = true,
        DefaultValueFactory = _ => 10,
    }.Between(1, LongestTimeout);

    public void AddTo(RootCommand root)
    {
        Output.AcceptOnlyFromAmong("table", "wide", "json");
        // The one that is there answers to /? and /h too, which look like paths.
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Add(new HelpOption("--help", "-h"));
        foreach (var option in new Option[] { Output, Fleet, Inventory, Dns, Stacks, Backups, Authority, Timeout })
        {
            root.Add(option);
        }
    }

    static Option<Uri?> Address(string service) => new($"--{service}")
    {
        Description = $"Where {service} answers gRPC, for a fleet that this machine did not start; its token is in HOMELAB_TOKEN.",
        HelpName = "url",
        Recursive = true,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"))
            {
                return address;
            }
            result.AddError($"--{service} is an address such as https://{service}.lan:5001.");
            return null;
        },
    };
}
