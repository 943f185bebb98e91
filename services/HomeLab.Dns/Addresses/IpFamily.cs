namespace HomeLab.Dns.Addresses;

enum IpFamily
{
    IPv4,
    IPv6,
}
