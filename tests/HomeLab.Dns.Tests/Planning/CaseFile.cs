using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace HomeLab.Dns.Tests.Planning;

/// <summary>One file of a case folder.</summary>
static class CaseFile
{
    static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    public static T Read<T>(string directory, string file) => Yaml.Deserialize<T>(File.ReadAllText(Path.Combine(directory, file)));

    public sealed class Desired
    {
        /// <summary>Why this is so, where the name does not say it.</summary>
        public string? Because { get; set; }

        public string Zone { get; set; } = "example.org";

        public string Epoch { get; set; } = Some.Epoch;

        public int RemoveAfter { get; set; } = 60;

        /// <summary>What lab and kind say.</summary>
        public string? Apply { get; set; }

        public List<Record> Records { get; set; } = [];

        public List<Source> Sources { get; set; } = [];

        public List<HeldScope> Holds { get; set; } = [];

        /// <summary>What a person asked for about whose records are.</summary>
        public List<Wish> Wishes { get; set; } = [];
    }

    public sealed class Wish
    {
        public OwnershipAction Action { get; set; }

        /// <summary>None: every name.</summary>
        public string? Name { get; set; }
    }

    public sealed class Record
    {
        public string Name { get; set; } = "";

        public string Type { get; set; } = "";

        public string Content { get; set; } = "";

        public int? Ttl { get; set; }

        public bool? Proxied { get; set; }

        /// <summary>An endpoint's address, or a document's.</summary>
        public string By { get; set; } = "DnsRecord/it";

        public bool IsStopped { get; set; }

        /// <summary>What its document says.</summary>
        public string? Apply { get; set; }

        public ChangePolicy Policy { get; set; }

        /// <summary>Why its removal is not proven.</summary>
        public string? Unproven { get; set; }
    }

    public sealed class Source
    {
        public string Name { get; set; } = "";

        public int? AgeSeconds { get; set; } = 5;

        public string? Silence { get; set; }

        public bool IsRemoved { get; set; }
    }

    public sealed class HeldScope
    {
        public string Scope { get; set; } = "";

        public string Reason { get; set; } = "";
    }

    public sealed class Actual
    {
        public List<ActualRecord> Records { get; set; } = [];
    }

    public sealed class ActualRecord
    {
        public string Name { get; set; } = "";

        public string Type { get; set; } = "";

        public string Content { get; set; } = "";

        public int Ttl { get; set; } = 1;

        public bool Proxied { get; set; }

        /// <summary>ours, foreign, onlyMarked, onlyRecorded, otherInstallation, released.</summary>
        public Standing Whose { get; set; } = Standing.Foreign;

        public bool IsLocked { get; set; }

        /// <summary>Who wanted it last; none: that is not known.</summary>
        public string? WantedBy { get; set; }

        public string Epoch { get; set; } = Some.Epoch;

        /// <summary>What the document that wanted it last said.</summary>
        public string? Apply { get; set; }

        public ChangePolicy Policy { get; set; }

        /// <summary>Since when nobody has wanted it.</summary>
        public int? AbsentSeconds { get; set; }
    }
}
