"""Holds requests and answers against AWS's own service models, which botocore ships, and notes who called what.

Nobody here wrote what it judges by: an argument that AWS would refuse, and that moto takes, shows before a deploy.
"""
