"""An export in which each line of xss.txt stands as a post, a title, a name and a comment."""

import datetime
import os

from make_wordpress import BLOG, Wordpress


class Xss(Wordpress):
    def __init__(self, options):
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "xss.txt"), encoding="utf-8") as file:
            self.vectors = [line.rstrip("\n").replace("\\n", "\n") for line in file]
        options.posts, options.pictures, options.comments = len(self.vectors), 0, 0
        super().__init__(options)

    def post(self, index, size, how_many):
        vector, id, when = (
            self.vectors[index],
            self.post_id(index),
            datetime.datetime(2020, 1, 1) + datetime.timedelta(days=index),
        )
        body = [
            vector,
            f"<!-- wp:html -->\n{vector}\n<!-- /wp:html -->",
            f"Q: {self.prose.paragraph()}\n\nA: {vector}",
        ][index % 3]
        comment = (
            f"\t\t<wp:comment>\n{self.element('comment_id', id, True)}\t\t<wp:comment_author>{self.cdata(vector[:200])}</wp:comment_author>\n"
            f"{self.element('comment_author_email', f'reader.{id}@mail.example')}{self.element('comment_author_IP', '198.51.100.7')}"
            f"\t\t<wp:comment_author_url>{self.cdata(f'javascript:alert({index + 1})')}</wp:comment_author_url>\n{self.element('comment_date', f'{when}')}{self.element('comment_date_gmt', f'{when}')}"
            f"\t\t<wp:comment_content>{self.cdata(vector + ' ' + self.prose.token())}</wp:comment_content>\n{self.element('comment_approved', '1')}{self.element('comment_type', 'comment')}"
            f"{self.element('comment_parent', 0, True)}{self.element('comment_user_id', 0, True)}\t\t</wp:comment>\n"
        )
        self.count("published posts")
        self.count("approved comments")
        return self.item(
            id=id,
            type="post",
            title=f"{vector[:200]} {self.prose.token()}".replace("\n", " "),
            slug=f"vector-{index + 1}",
            link=f"{BLOG}/vector-{index + 1}/",
            date=when,
            content=f"{self.prose.paragraph()}\n\n{body}\n\n{self.prose.paragraph()}",
            excerpt=vector,
            comments=comment,
            subjects=[("category", "vectors", "Vectors"), ("post_tag", f"tag-{index}", vector[:60].replace("\n", " "))],
        )

    def others(self):
        self.count("pages")
        yield self.item(
            id=self.next_id,
            type="page",
            title="All of them",
            slug="all",
            link=f"{BLOG}/all/",
            content="\n\n".join(self.vectors[:167]),
        )
