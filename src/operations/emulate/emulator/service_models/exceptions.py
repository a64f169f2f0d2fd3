"""Where an answer departs from the service model and breaks nothing, each with its reason. Requests have no exceptions."""

ACCEPTED_ANSWERS: dict[tuple[str, str], str] = {
    ("application-autoscaling", ".ScalableTargets[].RoleARN"): "moto makes no service-linked role; the provider only reports it",
    ("ec2", ".InternetGateways[].Attachments[].State"): "AWS answers available, too, which its own model does not list",
    ("ec2", ".VpcEndpoint.State"): "AWS answers in lower case, too, while its model lists capitals",
    ("ec2", ".VpcEndpoints[].State"): "AWS answers in lower case, too, while its model lists capitals",
    ("route53", ".HostedZone.Id"): "AWS puts /hostedzone/ in front, too, which its model does not count",
    ("route53", ".HostedZones[].Id"): "AWS puts /hostedzone/ in front, too, which its model does not count",
    ("route53", ".HostedZone.VPCs"): "moto writes an empty list where AWS writes none",
    ("route53", ".VPCs"): "moto writes an empty list where AWS writes none",
    ("route53", ".Marker"): "moto leaves out the marker of a first page",
    ("route53", ".ResourceTagSet.Tags"): "moto writes an empty list where AWS writes none",
    ("secretsmanager", ".VersionIdsToStages{}"): "moto goes on telling of a version that lost its last stage",
    ("secretsmanager", ".VersionStages"): "moto writes an empty list where AWS writes none",
}
