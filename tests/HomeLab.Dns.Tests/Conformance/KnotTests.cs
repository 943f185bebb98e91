using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Dns.Tests.Conformance;

[SuiteRequires(Requirement.Knot, Requirement.DnsTools)]
public sealed class KnotTests() : NameServerConformance(NameServerSoftware.Knot);
